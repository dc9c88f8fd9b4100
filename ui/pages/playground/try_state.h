#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QByteArray>
#include <QDateTime>

#include "admin/app_client.h"
#include "ui/pages/requests/request_detail.h"

namespace ui {

/// The end of bytes that may be very many.
class RawTail {
public:
    static constexpr qsizetype kMost = 1 << 20;

    void add(std::string_view bytes);
    const QByteArray &bytes() const { return m_bytes; }
    /// Unit: bytes that were left out before these.
    std::int64_t dropped() const { return m_dropped; }

private:
    QByteArray m_bytes{};
    std::int64_t m_dropped = 0;
};

/// A piece of an answer.
struct AnswerBlock {
    enum class Kind : std::uint8_t { Text, Thinking, ToolCall, Refusal, Other };
    static constexpr qsizetype kMost = 1 << 20; ///< Longer texts are cut. Unit: UTF-16 code units.

    Kind kind = Kind::Text;
    QString name{}; ///< Of the tool.
    QString text{}; ///< A tool call's: its arguments, JSON as the model wrote it.
    bool cut = false;
    friend bool operator==(const AnswerBlock &, const AnswerBlock &) = default;
};

/// One call of the playground, from its first byte to what the log says of it.
struct TryState {
    enum class Phase : std::uint8_t { Idle, Waiting, Streaming, Done, Failed, Stopped };

    Phase phase = Phase::Idle;
    QDateTime startedAt{};
    int status = 0;
    QString requestId{};
    QString params{}; ///< `x-switchyard-params`: what became of the parameters.
    RawTail sent{};
    RawTail received{};
    std::vector<AnswerBlock> blocks{};
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> places{}; ///< Of blocks, by choice and part.
    QString model{};                                                       ///< As the answer names it.
    QString finish{};                                                      ///< Why it ended, as its dialect spells it.
    QString failure{};
    std::optional<model::Usage> usage{};
    std::int64_t pieces = 0; ///< Of text so far: nearly its tokens, while nobody has counted them.
    std::int64_t connectMicros = 0;
    std::optional<std::int64_t> headMicros{};  ///< When the answer began.
    std::optional<std::int64_t> firstMicros{}; ///< When its first text was here.
    std::int64_t totalMicros = 0;              ///< Since it began; grows until it has ended.
    std::optional<RequestDetail> detail{};     ///< What the log says.

    bool isRunning() const { return phase == Phase::Waiting || phase == Phase::Streaming; }
};

/// Takes in what was heard. `nowMicros` is since the call began.
void take(TryState &state, const admin::AppNews &news, std::int64_t nowMicros);

/// `name` of the lines of a head; empty when it is not there.
QString headerIn(std::string_view head, std::string_view name);

} // namespace ui
