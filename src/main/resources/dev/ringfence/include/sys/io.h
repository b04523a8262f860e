/* Ports, which need the right ring, I/O privilege level or permission: otherwise #GP(0). */
#define inb(port) ((unsigned char)__builtin_privileged(3, (port) & 0xffff))
#ifdef __ia16__
#define outb(value, port) ((void)__builtin_privileged(4, ((port) & 0xffffL) << 8 | (unsigned char)(value)))
#else
#define outb(value, port) ((void)__builtin_privileged(4, ((port) & 0xffff) << 8 | (unsigned char)(value)))
#endif
