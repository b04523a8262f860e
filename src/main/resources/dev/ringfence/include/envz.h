#include <argz.h>
char *envz_entry(const char *envz, size_t length, const char *name);
char *envz_get(const char *envz, size_t length, const char *name);
error_t envz_add(char **envz, size_t *length, const char *name, const char *value);
error_t envz_merge(char **envz, size_t *length, const char *from, size_t size, int override);
void envz_remove(char **envz, size_t *length, const char *name);
void envz_strip(char **envz, size_t *length);
