#include <features.h>
#include <gnu/libc-version.h>

#define TEXT(number) #number
#define VERSION(major, minor) TEXT(major) "." TEXT(minor)

const char *gnu_get_libc_version(void) { return VERSION(__GLIBC__, __GLIBC_MINOR__); }
const char *gnu_get_libc_release(void) { return "stable"; }
