/* For the formats of wprintf and its kin. */
#include <wchar.h>

/* A wide string in bytes, to be freed; null where memory is out or a character has none. */
char *__narrow(const wchar_t *wide);
