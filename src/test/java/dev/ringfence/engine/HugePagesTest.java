package dev.ringfence.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What programs see of huge pages where there is a pool of them.
class HugePagesTest {
  private static final String HEAD =
      """
      #include <errno.h>
      #include <fcntl.h>
      #include <stdio.h>
      #include <string.h>
      #include <sys/mman.h>
      #include <sys/wait.h>
      #include <unistd.h>
      #define HUGE ((size_t)2 << 20)
      #define RW (PROT_READ | PROT_WRITE)
      static char *map(int pages, int flags) {
        return mmap(0, pages * HUGE, RW, MAP_ANONYMOUS | MAP_HUGETLB | flags, -1, 0);
      }
      static void pool(void) {
        static char text[4096];
        int fd = open("/proc/meminfo", O_RDONLY);
        text[read(fd, text, sizeof text - 1)] = 0;
        close(fd);
        int total, free, reserved;
        sscanf(strstr(text, "HugePages_Total"),
               "HugePages_Total: %d HugePages_Free: %d HugePages_Rsvd: %d",
               &total, &free, &reserved);
        printf("%d/%d/%d ", total, free, reserved);
        fflush(stdout);
      }
      int main(void) {
      """;

  @TempDir Path folder = Path.of("");

  private String run(int pool, String body) throws IOException {
    return run(pool, body, "machine.cpus = 1");
  }

  private String run(int pool, String body, String setting) throws IOException {
    String keys = "machine.huge-pages = " + pool;
    return ProcessRun.ofBody(folder, "", HEAD + body + "}", keys, setting).output();
  }

  @Test
  void privateMapping_reservesItsPagesAndUsesThemWhenTouched() throws IOException {
    String body =
        """
        pool();
        char *at = map(2, MAP_PRIVATE); pool();
        at[70000] = 1; pool();
        printf("%d ", at[HUGE]); pool();
        munmap(at, HUGE); pool();
        madvise(at + HUGE, HUGE, MADV_DONTNEED); pool();
        munmap(at + HUGE, HUGE); pool();
        """;
    assertEquals("3/3/0 3/3/2 3/2/1 0 3/1/0 3/2/0 3/3/0 3/3/0 ", run(3, body));
  }

  @Test
  void mapping_ofMoreThanThePoolHas_isRefused() throws IOException {
    String body =
        """
        char *one = map(1, MAP_PRIVATE), *more = map(2, MAP_SHARED);
        printf("%d %s ", one == MAP_FAILED, more == MAP_FAILED ? strerror(errno) : "mapped");
        more = map(2, MAP_SHARED | MAP_NORESERVE);
        more[0] = 1; pool();
        more[HUGE] = 1;
        puts("not reached");
        """;
    assertEquals("0 Cannot allocate memory 2/1/1 ", run(2, body));
  }

  @Test
  void child_copiesWhatItWritesAsLongAsThePoolLasts() throws IOException {
    String body =
        """
        char *at = map(2, MAP_PRIVATE);
        at[0] = 1; at[HUGE] = 2; pool();
        if (fork() == 0) {
          printf("%d %d ", at[0], at[HUGE]);
          at[1] = 5; at[0]++; printf("%d ", at[0]); pool();
          at[HUGE] = 1;
          puts("not reached");
        }
        int status;
        wait(&status);
        printf("signal %d ", WTERMSIG(status)); pool();
        at[1]++; printf("%d %d ", at[0], at[1]); pool();
        """;
    assertEquals("3/1/0 1 2 2 3/0/0 signal 7 3/1/0 1 1 3/1/0 ", run(3, body));
    assertEquals(run(3, body), run(3, body, "machine.cpus = 2"));
  }

  @Test
  void sharedMapping_isOneForParentAndChild() throws IOException {
    String body =
        """
        char *at = map(1, MAP_SHARED);
        if (fork() == 0) { at[HUGE - 1] = 42; _exit(0); }
        wait(NULL);
        printf("%d ", at[HUGE - 1]); pool();
        munmap(at, HUGE); pool();
        """;
    assertEquals("42 2/1/0 2/2/0 ", run(2, body));
  }

  @Test
  void mapping_keepsItsContentsWhenItIsMovedAndProtected() throws IOException {
    String body =
        """
        char *at = map(1, MAP_PRIVATE);
        strcpy(at + HUGE - 5000, "here");
        char *to = mremap(at, HUGE, HUGE, MREMAP_MAYMOVE | MREMAP_FIXED, at - 8 * HUGE);
        mprotect(to, HUGE, PROT_NONE);
        mprotect(to, HUGE, PROT_READ);
        printf("%d %s %d ", to == at - 8 * HUGE, to + HUGE - 5000, mlock(to, HUGE)); pool();
        int ends[2];
        pipe(ends);
        printf("%zd ", write(ends[1], to + HUGE - 5000, 5));
        printf("%zd ", read(ends[0], to, 5));
        mprotect(to, HUGE, RW);
        write(ends[1], "there", 6);
        read(ends[0], to + 4094, 6);
        printf("%s ", to + 4094);
        """;
    // What the second read finds is what the first could not store.
    assertEquals("1 here 0 1/0/0 5 -1 here ", run(1, body));
  }

  @Test
  void hugePages_areNeverPutAway() throws IOException {
    String body =
        """
        char *at = map(1, MAP_PRIVATE);
        memset(at, 7, HUGE);
        char *much = mmap(0, 8 * HUGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        for (size_t i = 0; i < 8 * HUGE; i += 4096) much[i] = i >> 12;
        unsigned char there[512];
        mincore(at, HUGE, there);
        int sum = 0;
        for (int i = 0; i < 512; i++) sum += there[i] & 1;
        printf("%d %d ", sum, at[HUGE / 2]); pool();
        """;
    String machine = "machine { memory = 8 MiB, swap = 32 MiB }";
    assertEquals("512 7 1/0/0 ", run(1, body, machine));
  }
}
