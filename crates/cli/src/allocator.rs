//! The allocator of the program: a report on its way is some thousand small texts, and taking and giving back their memory
//! is a fifth of the work with the one of the C library (`docs/decisions/0150-allocator.md`).

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
