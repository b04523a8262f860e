/* A member of a structure that the kernel reads or writes: on every machine it has eight bytes of its
   own, however narrow its type is there. */
#define __KERNEL_MEMBER __attribute__((__aligned__(8)))

/* The same of four bytes, for an `int` and what is none wider. */
#define __KERNEL_INT __attribute__((__aligned__(4)))
