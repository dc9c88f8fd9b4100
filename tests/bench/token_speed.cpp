/// How fast tokens are counted, on one core, and how long an encoding takes to be read. Prints one line per kind of text:
/// the source of this program, the Chinese translations, both mixed, and what a merge could take its square for.
/// `bench_token_speed ROOT`, the checkout. Source of the target: R33.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "pricing/tokens/encoding.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRunBytes = 100 * 1024;
constexpr int kRounds = 5;

struct Texts {
    const char *name;
    std::vector<std::string> texts;
};

std::string contentOf(const fs::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> sources(const fs::path &folder)
{
    std::vector<std::string> out;
    for (const auto &entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".h")
            out.push_back(contentOf(entry.path()));
    return out;
}

/// What is not ASCII of a text, with its line ends: whole sentences, where it is a translation.
std::string foreignPart(const std::string &text)
{
    std::string out;
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80 || c == '\n')
            out += c;
    return out;
}

std::string repeated(std::string_view piece)
{
    std::string out;
    while (out.size() < kRunBytes)
        out += piece;
    return out;
}

/// Of this program alone, however busy the machine is.
double seconds(std::clock_t from)
{
    return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

void measure(const pricing::Encoding &encoding, const Texts &kind)
{
    double best = 1e9;
    std::int64_t tokens = 0;
    for (int round = 0; round < kRounds; ++round) {
        const auto from = std::clock();
        tokens = 0;
        for (const std::string &text : kind.texts)
            tokens += encoding.count(text);
        best = std::min(best, seconds(from));
    }
    std::size_t bytes = 0;
    for (const std::string &text : kind.texts)
        bytes += text.size();
    std::printf("  %-24s %9zu bytes %9lld tokens %8.1f MB/s\n", kind.name, bytes, static_cast<long long>(tokens),
                static_cast<double>(bytes) / best / 1e6);
}

} // namespace

int main(int argc, char **argv)
{
    const fs::path root = argc > 1 ? argv[1] : ".";
    const std::string chinese = foreignPart(contentOf(root / "translations/switchyard_zh_CN.ts"));
    Texts mixed{"mixed", sources(root / "gateway")};
    mixed.texts.push_back(chinese);
    mixed.texts.push_back(contentOf(root / "README.md"));
    const std::vector<Texts> kinds{{"source", sources(root / "gateway")},
                                   {"Chinese", {chinese}},
                                   mixed,
                                   {"a run of a", {repeated("a")}},
                                   {"a run of blanks", {repeated(" ") + "x"}},
                                   {"a run of one character", {repeated("\u5B57")}},
                                   {"letters at random", {repeated("qwkjzxvbqjhgfyxkzmpvtd")}}};
    for (const char *name : {"o200k_base", "cl100k_base"}) {
        const std::string file = contentOf(root / "resources/tokens" / (std::string(name) + ".tokens"));
        const auto from = std::clock();
        const auto encoding = pricing::Encoding::read(file);
        if (!encoding) {
            std::fprintf(stderr, "%s\n", base::describe(encoding.error()).c_str());
            return 1;
        }
        std::printf("%s: read in %.1f ms\n", name, seconds(from) * 1e3);
        for (const Texts &kind : kinds)
            measure(*encoding, kind);
    }
    return 0;
}
