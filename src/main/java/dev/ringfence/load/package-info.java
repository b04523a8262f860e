/// Loads: very many processes that come and go in virtual time, and what becomes of them.
@org.jspecify.annotations.NullMarked
package dev.ringfence.load;
