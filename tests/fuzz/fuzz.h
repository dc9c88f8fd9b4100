#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

/// What the fuzz targets share. A target is one function over bytes, as libFuzzer wants it; replay.cpp runs the same
/// function over the files of its corpus as a plain test.
namespace fuzz {

/// Ends the program when `good` is false: an oracle's word, in every build.
void require(bool good, const char *what);

/// The sizes of the slices that `bytes` bytes come in; they sum up to it. Drawn from `seed`, so an input fully decides
/// what happens with it and stays what it looks like: a request, a stream, a body.
std::vector<std::size_t> slices(std::size_t bytes, std::uint64_t seed);
/// The ways of cutting every input is shown in: whole, byte by byte, and two drawn from its content.
std::vector<std::vector<std::size_t>> cuttings(std::string_view input);

/// A number that depends on all of the input and that nobody can choose.
std::uint64_t hashOf(std::string_view input);

/// A copy that ends exactly `padding` readable bytes after the text, so that a look further is caught.
class Padded {
public:
    Padded(std::string_view text, std::size_t padding);
    std::string_view view() const { return {m_bytes.get(), m_size}; }

private:
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size;
};

} // namespace fuzz

/// The target. Always returns 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);
