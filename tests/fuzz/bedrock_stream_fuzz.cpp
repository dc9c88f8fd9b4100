// Bedrock's answers, errors and event streams. Each line of an input is an event, "type payload", that is put into a
// frame with good checksums, which no mutation would find; the input as it is comes as a stream, too.

#include <algorithm>

#include "../fakes/aws_events.h"
#include "provider_bytes.h"

namespace {

constexpr std::size_t kLongestType = 64;

std::string framed(std::string_view lines)
{
    std::string out;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        const auto space = std::min(line.find(' '), line.size());
        const std::string type(line.substr(0, std::min(space, kLongestType)));
        const std::string_view payload = line.substr(std::min(space + 1, line.size()));
        out += type.ends_with("Exception") ? aws_events::exception(type, payload) : aws_events::event(type, payload);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return out;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    fuzz::streamSaysTheSameHoweverCut(dialect::bedrockConverse, input);
    fuzz::streamSaysTheSameHoweverCut(dialect::bedrockConverse, framed(input));
    fuzz::answerCanBeTold(dialect::bedrockConverse, input);
    return 0;
}
