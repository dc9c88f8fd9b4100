#include "exchange/token_cap.h"

#include <algorithm>
#include <variant>

namespace exchange {

void TokenCap::take(const model::ChatEvents &events)
{
    for (const model::ChatEvent &event : events) {
        if (const auto *piece = std::get_if<model::TextPiece>(&event))
            add(piece->choice, piece->part, piece->text);
        else if (const auto *arguments = std::get_if<model::ArgumentsPiece>(&event))
            add(arguments->choice, arguments->part, arguments->json);
    }
}

void TokenCap::add(std::int64_t choice, std::int64_t part, std::string_view text)
{
    const auto same = [&](const Said &said) { return said.choice == choice && said.part == part; };
    const auto known = std::find_if(m_said.rbegin(), m_said.rend(), same); // mostly the last one
    if (known != m_said.rend())
        known->text += text;
    else
        m_said.push_back({choice, part, std::string(text)});
    m_uncounted += std::ssize(text);
}

std::vector<std::string> TokenCap::texts() const
{
    std::vector<std::string> out;
    for (const Said &said : m_said)
        out.push_back(said.text);
    return out;
}

void TokenCap::counted(std::int64_t tokens)
{
    m_counted = tokens;
    m_uncounted = 0;
}

} // namespace exchange
