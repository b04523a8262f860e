#include <stddef.h>
#include <sys/types.h>
#include <time.h>
#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#define SCHED_BATCH 3
#define SCHED_IDLE 5
struct sched_param {
  int sched_priority;
};
#define CPU_SETSIZE 1024
typedef struct {
  __UINT64_TYPE__ __bits[16];
} cpu_set_t;
#define CPU_ZERO(set) __cpu_zero(set)
#define CPU_SET(cpu, set) ((set)->__bits[(cpu) / 64] |= (__UINT64_TYPE__)1 << ((cpu) % 64))
#define CPU_CLR(cpu, set) ((set)->__bits[(cpu) / 64] &= ~((__UINT64_TYPE__)1 << ((cpu) % 64)))
#define CPU_ISSET(cpu, set) ((int)((set)->__bits[(cpu) / 64] >> ((cpu) % 64) & 1))
#define CPU_COUNT(set) __cpu_count(set)
#define CPU_EQUAL(one, other) __cpu_equal(one, other)
void __cpu_zero(cpu_set_t *set);
int __cpu_count(const cpu_set_t *set);
int __cpu_equal(const cpu_set_t *one, const cpu_set_t *other);
int sched_get_priority_min(int policy);
int sched_get_priority_max(int policy);
int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set);
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set);
#define SCHED_RESET_ON_FORK 0x40000000
int sched_rr_get_interval(pid_t pid, struct timespec *interval);
int sched_getcpu(void);
