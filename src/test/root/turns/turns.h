/* Who goes on first when several wait at one object. All are on one CPU: the members run in real time, first come
   first served, so that the one who acts, which does not, goes on only when all of them wait again. */
#ifndef TURNS_H
#define TURNS_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t members[32];
static int count;

/* Prints a line at once. */
static void say(const char *format, ...) {
  char line[256];
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  if (write(1, line, size) != size) _exit(9);
}

/* What a call has given. */
static const char *result(long value) {
  static char text[64];
  if (value < 0) return strerror(errno);
  snprintf(text, sizeof text, "%ld", value);
  return text;
}

static void on_one_cpu(void) {
  cpu_set_t all, one;
  sched_getaffinity(0, sizeof all, &all);
  CPU_ZERO(&one);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (CPU_ISSET(cpu, &all)) {
      CPU_SET(cpu, &one);
      break;
    }
  }
  if (sched_setaffinity(0, sizeof one, &one)) exit(8);
}

static void in_real_time(pid_t pid, int priority) {
  struct sched_param parameters = {.sched_priority = priority};
  if (sched_setscheduler(pid, SCHED_FIFO, &parameters)) exit(7);
}

/* Begins a member of a priority, which runs until it waits. */
static void begin_at(int priority, void (*act)(int), int number) {
  pid_t child = fork();
  if (child == 0) {
    while (sched_getscheduler(0) != SCHED_FIFO) sched_yield();
    act(number);
    _exit(0);
  }
  members[count++] = child;
  in_real_time(child, priority);
}

static void begin(void (*act)(int), int number) { begin_at(1, act, number); }

/* Kills all members. */
static void end(void) {
  for (int i = 0; i < count; i++) {
    kill(members[i], SIGKILL);
    waitpid(members[i], 0, 0);
  }
  count = 0;
}
#endif
