/* What C has no word for. */
#include <stddef.h>
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
/* Privileged instructions: in ring 3 each raises #GP(0). */
#define cli() ((void)__builtin_privileged(0, 0))
#define sti() ((void)__builtin_privileged(1, 0))
#define hlt() ((void)__builtin_privileged(2, 0))
#define inb(port) ((unsigned char)__builtin_privileged(3, port))
#define outb(value, port) ((void)__builtin_privileged(4, (port) << 8 | (unsigned char)(value)))
