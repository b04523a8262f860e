/// What can be concluded from events and wait formulas: who is stuck, and why.
@org.jspecify.annotations.NullMarked
package dev.ringfence.analysis;
