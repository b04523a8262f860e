/// What a scenario's author says of processes and events, beyond bounds on numbers.
@org.jspecify.annotations.NullMarked
package dev.ringfence.scenario.expect;
