/// What is done when memory is short: pages put away, chosen and fetched again.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.paging;
