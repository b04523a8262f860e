/// The hardware: physical memory, page tables, the memory management unit, faults and what each
/// event costs. It answers and never decides.
@org.jspecify.annotations.NullMarked
package dev.ringfence.machine;
