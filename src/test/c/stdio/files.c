// Files by name: w, r, a, r+ modes, seek, tell, rewind, remove, rename, update.
#include <stdio.h>
#include <string.h>

int main(void) {
  char line[64];
  FILE *f = fopen("data.txt", "w");
  if (!f) return 1;
  for (int i = 0; i < 5; i++) fprintf(f, "line %d\n", i);
  printf("%ld\n", ftell(f));
  fclose(f);
  f = fopen("data.txt", "r");
  while (fgets(line, sizeof line, f)) fputs(line, stdout);
  printf("%d\n", feof(f) != 0);
  fseek(f, 7, SEEK_SET);
  printf("%s", fgets(line, sizeof line, f));
  fseek(f, -7, SEEK_END);
  printf("%s", fgets(line, sizeof line, f));
  fseek(f, -14, SEEK_CUR);
  printf("%s", fgets(line, sizeof line, f));
  rewind(f);
  printf("%c ", getc(f));
  printf("%ld\n", ftell(f));
  fclose(f);
  f = fopen("data.txt", "a");
  fputs("appended\n", f);
  fclose(f);
  f = fopen("data.txt", "r+");
  fseek(f, 5, SEEK_SET);
  fputc('X', f);
  fseek(f, 0, SEEK_SET);
  fgets(line, sizeof line, f);
  printf("%s", line);
  fclose(f);
  rename("data.txt", "other.txt");
  printf("%d\n", fopen("data.txt", "r") == NULL);
  f = fopen("other.txt", "rb");
  fseek(f, 0, SEEK_END);
  printf("%ld\n", ftell(f));
  fclose(f);
  f = fopen("other.txt", "w+");
  int numbers[4] = {1, 2, 3, 4}, back[4] = {0};
  fwrite(numbers, sizeof *numbers, 4, f);
  rewind(f);
  printf("%zu ", fread(back, sizeof *back, 4, f));
  printf("%d %d\n", back[0], back[3]);
  printf("%zu\n", fread(back, 1, 1, f));
  fclose(f);
  printf("%d ", remove("other.txt"));
  printf("%d\n", remove("other.txt"));
  return 0;
}
