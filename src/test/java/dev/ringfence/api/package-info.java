/// Tests of the API for Java programs.
@org.jspecify.annotations.NullMarked
package dev.ringfence.api;
