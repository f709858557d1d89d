/** Caches of Larder under other libraries' abstractions of caches. */
package dev.larder.jcache.example;
