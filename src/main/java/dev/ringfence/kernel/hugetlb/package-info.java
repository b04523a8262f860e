/// The pool of huge pages, and what of it is reserved.
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.hugetlb;
