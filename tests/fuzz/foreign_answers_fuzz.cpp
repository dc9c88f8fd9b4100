// Answers and streams of dialects that no client speaks with us: whatever comes, the events keep their order.

#include <algorithm>
#include <map>
#include <string>
#include <variant>

#include "dialect/assemble.h"
#include "dialect/dialect.h"
#include "fuzz.h"

namespace {

/// The rules of model/chat_event.h.
class Order {
public:
    void take(const model::ChatEvent &event)
    {
        if (const auto *begun = std::get_if<model::PartBegun>(&event)) {
            fuzz::require(m_parts.emplace(begun->part, true).second, "a part begins twice");
            fuzz::require(begun->head.text.empty() && begun->head.arguments.empty(), "a head holds pieces");
        } else if (const auto *text = std::get_if<model::TextPiece>(&event)) {
            fuzz::require(isOpen(text->part) && !text->text.empty(), "a text outside of its part");
        } else if (const auto *json = std::get_if<model::ArgumentsPiece>(&event)) {
            fuzz::require(isOpen(json->part) && !json->json.empty(), "arguments outside of their part");
        } else if (const auto *ended = std::get_if<model::PartEnded>(&event)) {
            fuzz::require(isOpen(ended->part), "a part ends that is not open");
            m_parts[ended->part] = false;
        } else if (std::holds_alternative<model::ChoiceFinished>(event)) {
            for (const auto &[part, open] : m_parts)
                fuzz::require(!open, "a choice is finished before its parts");
        }
    }

private:
    bool isOpen(std::int64_t part) const { return m_parts.contains(part) && m_parts.at(part); }

    std::map<std::int64_t, bool> m_parts{};
};

/// Each line is a frame: "type payload".
void readLines(const dialect::Dialect &dialect, std::string_view input)
{
    const auto reader = dialect.call->makeReader();
    Order order;
    model::ChatEvents events;
    while (!input.empty()) {
        const auto end = std::min(input.find('\n'), input.size());
        const std::string_view line = input.substr(0, end);
        const auto space = std::min(line.find(' '), line.size());
        const fuzz::Padded data(line.substr(std::min(space + 1, line.size())), dialect::kReadablePadding);
        if (!reader->read(line.substr(0, space), data.view(), events))
            break;
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    reader->end(events);
    dialect::Assembler whole;
    for (const model::ChatEvent &event : events) {
        order.take(event);
        whole.take(event);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const fuzz::Padded padded(input, dialect::kReadablePadding);
    for (const dialect::Dialect *dialect : {&dialect::cohereChat, &dialect::ollamaChat, &dialect::bedrockConverse}) {
        readLines(*dialect, input);
        static_cast<void>(dialect->readError(padded.view()));
        if (const auto answer = dialect->call->readAnswer(padded.view()))
            fuzz::require(!dialect::eventsOf(*answer).empty(), "an answer without events");
    }
    return 0;
}
