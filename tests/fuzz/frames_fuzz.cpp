// Lines of JSON and AWS events, in every slicing, against the same bytes read whole and against the format's own words.

#include <algorithm>
#include <string>

#include "dialect/aws_event_reader.h"
#include "dialect/dialect.h"
#include "dialect/ndjson_reader.h"
#include "fuzz.h"

namespace {

using Step = dialect::SseReader::Step;

constexpr std::size_t kLargest = 256;

struct Reading {
    std::string frames{};
    std::string raw{};
    bool failed = false;
    friend bool operator==(const Reading &, const Reading &) = default;
};

template <typename Reader>
Reading read(std::string_view input, const std::vector<std::size_t> &cuts)
{
    Reader reader(kLargest);
    Reading out;
    std::string unread;
    std::size_t at = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) { // one round more for the end
        const bool atEnd = i == cuts.size();
        if (!atEnd)
            unread.append(input.substr(at, cuts[i]));
        at += atEnd ? 0 : cuts[i];
        for (;;) {
            const fuzz::Padded shown(unread, 0);
            dialect::SseEvent frame;
            const auto step = reader.next(shown.view(), frame, atEnd);
            if (!step) {
                out.failed = true;
                return out;
            }
            if (*step == Step::NeedMore)
                break;
            fuzz::require(!frame.raw.empty() && unread.starts_with(frame.raw), "a frame is not the next bytes");
            fuzz::require(frame.raw.size() <= kLargest + 1, "a frame is over the limit");
            fuzz::require(frame.raw.find(frame.data) != std::string_view::npos, "the data is not of the frame");
            out.frames.append(frame.type).append("|").append(frame.data).append(frame.hasData ? "\n" : "-\n");
            out.raw += frame.raw;
            unread.erase(0, frame.raw.size());
        }
        fuzz::require(unread.size() <= kLargest + (atEnd ? 0 : cuts[i]), "more is held than a frame may be");
    }
    return out;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const auto cuttings = fuzz::cuttings(input);
    const Reading events = read<dialect::AwsEventReader>(input, cuttings.front());
    for (const auto &cuts : cuttings)
        fuzz::require(read<dialect::AwsEventReader>(input, cuts) == events, "a slicing changed the events");
    const bool lines = std::ranges::all_of(input, [](char c) { return c != '\n'; }) ? input.size() <= kLargest : true;
    const Reading whole = read<dialect::NdjsonReader>(input, cuttings.front());
    if (!whole.failed && lines)
        fuzz::require(whole.raw == input, "bytes of lines were lost");
    for (const auto &cuts : cuttings)
        fuzz::require(read<dialect::NdjsonReader>(input, cuts) == whole, "a slicing changed the lines");
    return 0;
}
