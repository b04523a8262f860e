#include <stddef.h>
typedef unsigned long pthread_t;
typedef union {
  struct {
    size_t __stack;
    int __detached;
    int __inherit;
    size_t __guard;
    void *__address;
    int __scope;
    int __policy;
    int __priority;
  };
  __INT64_TYPE__ __size[7];
} pthread_attr_t;
typedef struct {
  int __owner;
  unsigned __count;
  __INT64_TYPE__ __unused;
  int __kind;
  int __state;
  __INT64_TYPE__ __rest[2];
} pthread_mutex_t;
typedef struct {
  int __kind;
} pthread_mutexattr_t;
typedef struct {
  __INT64_TYPE__ __unused[5];
  int __clock;
  int __shared;
} pthread_cond_t;
typedef struct {
  int __clock;
} pthread_condattr_t;
typedef struct {
  int __readers;
  int __writer;
  __INT64_TYPE__ __unused[5];
  int __kind;
  int __shared;
} pthread_rwlock_t;
typedef struct {
  int __kind;
  int __shared;
} pthread_rwlockattr_t;
typedef struct {
  unsigned __needed;
  unsigned __arrived;
  unsigned __round;
  unsigned __rest[5];
} pthread_barrier_t;
typedef struct {
  int __shared;
} pthread_barrierattr_t;
typedef volatile int pthread_spinlock_t;
typedef int pthread_once_t;
typedef unsigned pthread_key_t;
