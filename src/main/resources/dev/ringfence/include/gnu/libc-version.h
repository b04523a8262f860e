const char *gnu_get_libc_version(void);
const char *gnu_get_libc_release(void);
