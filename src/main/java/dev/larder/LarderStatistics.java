package dev.larder;

/**
 * What a store has counted since it was opened.
 *
 * @param transactions how many transactions committed, the store's own composite changes included
 * @param conflicts how many attempts of transactions were in vain, and were run again
 * @param failedDeliveries how many times a subscriber of a channel threw
 */
public record LarderStatistics(long transactions, long conflicts, long failedDeliveries) {}
