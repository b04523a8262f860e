#include <stdlib.h>
size_t malloc_usable_size(void *memory);
void *memalign(size_t alignment, size_t size);
void *valloc(size_t size);
void *pvalloc(size_t size);
int malloc_trim(size_t pad);
