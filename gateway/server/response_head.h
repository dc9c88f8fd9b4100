#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/edge_limits.h"

namespace server {

/// What decides the framing of an answer.
struct AnswerFacts {
    std::string requestId{};
    std::string headers{}; ///< Complete lines that every answer to the request carries.
    bool http10 = false;
    bool head = false;      ///< The method is HEAD: no body, whatever is written.
    bool keepAlive = false; ///< The connection stays open afterwards.
};

enum class Framing : std::uint8_t { Length, Chunked, UntilClose, None };

/// The `date:` line, made once a second. Thread: one.
class DateLine {
public:
    std::string_view at(std::int64_t wallMillis);

private:
    std::int64_t m_second = -1;
    std::array<char, 40> m_text{};
    std::size_t m_size = 0;
};

struct HeadPlan {
    int status = 200;
    std::string_view contentType{};
    std::string_view headers{};
    std::string_view date{};
    Framing framing = Framing::Length;
    std::size_t length = 0; ///< For Framing::Length.
    bool keepAlive = false;
};

/// True for the statuses that never have a body.
bool isBodiless(int status);
void appendHead(std::string &out, const HeadPlan &plan, const AnswerFacts &facts);
/// The whole answer of the edge itself, put into `out`.
/// In the words of the dialect that `path` belongs to.
std::string_view refusalText(std::string &out, const Refusal &why, std::string_view path, const AnswerFacts &facts,
                             std::string_view date);

} // namespace server
