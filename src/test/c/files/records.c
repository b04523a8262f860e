// A file of fixed records: written at places, read back, changed in place.
#include <stdio.h>
#include <string.h>

struct record { int id; char name[12]; double balance; };

int main(void) {
  struct record r;
  FILE *f = fopen("records", "wb+");
  memset(&r, 0, sizeof r);
  for (int i = 0; i < 10; i++) fwrite(&r, sizeof r, 1, f);
  int ids[] = {7, 2, 9, 4};
  for (int i = 0; i < 4; i++) {
    r.id = ids[i];
    snprintf(r.name, sizeof r.name, "name%d", ids[i]);
    r.balance = ids[i] * 10.5;
    fseek(f, ids[i] * (long)sizeof r, SEEK_SET);
    fwrite(&r, sizeof r, 1, f);
  }
  fseek(f, 4 * (long)sizeof r, SEEK_SET);
  fread(&r, sizeof r, 1, f);
  r.balance -= 100;
  fseek(f, -(long)sizeof r, SEEK_CUR);
  fwrite(&r, sizeof r, 1, f);
  fflush(f);
  rewind(f);
  while (fread(&r, sizeof r, 1, f) == 1)
    if (r.id) printf("%d %s %.2f\n", r.id, r.name, r.balance);
  printf("%ld %d\n", ftell(f) / (long)sizeof r, feof(f) != 0);
  fclose(f);
  return remove("records");
}
