package dev.ringfence.c;

/// The instructions that change how the processor works, by their position as the operand of
/// [Op#PRIVILEGED]. Where the ring does not suffice, each raises `#GP(0)` (SDM volume 3, section
/// 6.15).
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
  INVLPG,
  LTR,
  /// A far call through the gate that the operand selects: the result is where it leads.
  CALL_GATE,
  /// The return from where it led.
  FAR_RETURN,
  /// Sets or clears EFLAGS.AC, as `popf` does, which any ring may.
  ALIGNMENT_CHECK
}
