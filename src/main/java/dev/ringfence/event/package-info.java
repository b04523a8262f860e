/// The facts: what the kernel says has happened, in the past tense, each with its virtual time.
/// Every view and every analysis is made from them.
@org.jspecify.annotations.NullMarked
package dev.ringfence.event;
