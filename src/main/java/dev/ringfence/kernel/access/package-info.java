/// Who a process is, and what that lets it do: users, groups, capabilities (`credentials(7)`).
@org.jspecify.annotations.NullMarked
package dev.ringfence.kernel.access;
