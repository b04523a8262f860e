package dev.ringfence.c;

/// The instructions that only ring 0 may execute, by their position as the operand of
/// [Op#PRIVILEGED]. In ring 3 each raises `#GP(0)` (SDM volume 3, section 6.15).
public enum Privileged {
  CLI,
  STI,
  HLT,
  INB,
  OUTB,
  LGDT,
  LIDT,
  MOV_CR0,
  MOV_CR3,
  RDMSR,
  WRMSR,
  INVLPG
}
