/// Elementary functions whose results are the same bits on every x86-64 and in WebAssembly: only IEEE additions,
/// multiplications, divisions, square roots and integer operations, in one fixed order.
///
/// The C library's functions differ between processors and versions; graded kernels never call them.
public enum Elementary {}
