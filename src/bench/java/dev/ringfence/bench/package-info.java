/// What the simulator itself costs. `mvn -Pbench verify`.
@org.jspecify.annotations.NullMarked
package dev.ringfence.bench;
