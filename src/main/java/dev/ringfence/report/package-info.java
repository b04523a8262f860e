/// What a run came to, as text and as JSON.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report;
