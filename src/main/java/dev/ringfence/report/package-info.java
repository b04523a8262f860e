/// What a run came to, as text and as JSON, and the views on what it does meanwhile.
@org.jspecify.annotations.NullMarked
package dev.ringfence.report;
