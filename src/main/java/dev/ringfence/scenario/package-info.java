/// From HOCON to checked records. The only reader of configuration keys.
@org.jspecify.annotations.NullMarked
package dev.ringfence.scenario;
