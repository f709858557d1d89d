/** The provider of JSR-107: its TCK, and what that does not ask. */
package dev.larder.jcache;
