/* What C has no word for. What is of the processor gcc for x86-64 compiles, too. */
#include <stddef.h>
#include <sys/io.h>
#ifdef __RINGFENCE__
/* Which replica of its process this is, from 0, and how many there are. */
#define INDEX (*(int *)((char *)__builtin_thread_pointer() + 8))
#define COUNT (*(int *)((char *)__builtin_thread_pointer() + 16))
/* Uses so many nanoseconds of CPU time without executing anything. */
#define compute(nanoseconds) __builtin_compute(nanoseconds)
/* A random number from a to b, both included, from the scenario's seed; a if b is not greater. */
long random_uniform(long a, long b);
/* A random number of the exponential distribution with this mean, from the scenario's seed: never
   negative, and with memory of nothing, as the times between the arrivals of a Poisson process. */
double random_exponential(double mean);
/* Instructions that need the right ring, and raise #GP(0) elsewhere: cli and sti one within the I/O
   privilege level, the others ring 0. What a control register or a table is given has no effect but
   lidt's: without an interrupt table the next exception or interrupt is the end. */
#define cli() ((void)__builtin_privileged(0, 0))
#define sti() ((void)__builtin_privileged(1, 0))
#define hlt() ((void)__builtin_privileged(2, 0))
#define lgdt(base, limit) ((void)((base), __builtin_privileged(5, limit)))
#define lidt(base, limit) ((void)((base), __builtin_privileged(6, limit)))
#define write_cr0(value) ((void)__builtin_privileged(7, value))
#define write_cr3(value) ((void)__builtin_privileged(8, value))
#define rdmsr(number) __builtin_privileged(9, number)
#define wrmsr(number, value) ((void)((value), __builtin_privileged(10, number)))
#define invlpg(address) ((void)__builtin_privileged(11, (long)(address)))
#define ltr(selector) ((void)__builtin_privileged(12, selector))
/* Where the kernel's memory begins, which rings 0 to 2 may read. */
#if __SIZEOF_POINTER__ == 8
#define KERNEL_BASE 0xffff800000000000UL
#else
#define KERNEL_BASE 0xc0000000UL
#endif
/* Exceptions that any ring may raise: #BP, #UD, and, where the condition holds, #OF and #BR. */
#define int3() __builtin_exception(3)
#define ud2() __builtin_exception(6)
#define into(overflow) ((overflow) ? __builtin_exception(4) : (void)0)
#define bound(index, low, high) ((index) < (low) || (index) > (high) ? __builtin_exception(5) : (void)0)
/* Sets EFLAGS.AC: then ring 3 gets #AC for a number that does not lie at a multiple of its size. */
#define alignment_check(on) ((void)__builtin_privileged(15, on))
/* Calls the function that a call gate of the scenario leads to, as in call_gate(GATE_NAME, 5), in the
   ring of the gate, and gives what it returns: #GP(selector) if this ring may not. */
#define call_gate(...) __call_gate(__VA_ARGS__, 0L)
long __call_gate(int selector, long argument, ...);
#else
#define cli() __asm__ volatile("cli")
#define sti() __asm__ volatile("sti")
#define hlt() __asm__ volatile("hlt")
#define write_cr0(value) __asm__ volatile("mov %0, %%cr0" : : "r"((unsigned long)(value)))
#define write_cr3(value) __asm__ volatile("mov %0, %%cr3" : : "r"((unsigned long)(value)))
#define int3() __asm__ volatile("int3")
#define ud2() __asm__ volatile("ud2")
#define invlpg(address) __asm__ volatile("invlpg (%0)" : : "r"(address))
#define ltr(selector) __asm__ volatile("ltr %w0" : : "r"(selector))
#define rdmsr(number)                                                                              \
  ({ unsigned low, high; __asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));         \
     (unsigned long)high << 32 | low; })
#define alignment_check(on)                                                                        \
  __asm__ volatile("pushf; andl $~0x40000, (%%rsp); orl %0, (%%rsp); popf"                         \
                   : : "r"((on) ? 0x40000 : 0) : "cc", "memory")
#endif
