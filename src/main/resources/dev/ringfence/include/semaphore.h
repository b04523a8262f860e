#include <fcntl.h>
#include <sys/types.h>
#include <time.h>
typedef struct {
  __UINT32_TYPE__ __value;
  __UINT32_TYPE__ __rest[7];
} sem_t;
#define SEM_FAILED ((sem_t *)0)
#define SEM_VALUE_MAX 2147483647
sem_t *sem_open(const char *name, int oflag, ...);
