#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "dialect/fact_reader.h"
#include "dialect/sse_reader.h"
#include "exchange/length_cut.h"
#include "exchange/relay.h"

namespace exchange {

/// Relays a stream to a client of the provider's own dialect: the bytes stay as they came.
class StreamRelay final : public Relay {
public:
    /// `hideUsage`: the client did not ask for the usage event; we did.
    StreamRelay(const dialect::Dialect &dialect, bool hideUsage)
        : m_dialect(dialect), m_facts(dialect), m_hideUsage(hideUsage)
    {
    }

    base::Result<std::size_t> take(std::string_view unread, std::string &out) override;
    bool finish(std::string_view rest, bool messageWhole) override;
    bool showsErrors() const override { return !m_bareError; }
    std::int64_t nextNumber() const override { return m_seen; }
    void limit(std::int64_t tokens, const dialect::AnswerFor &client) override;
    void endShort(const model::Usage &usage) override;

private:
    enum class Fate : std::uint8_t { Forward, Drop, Hold };
    base::Result<Fate> judge(const dialect::SseEvent &event);
    void forward(std::string_view raw, std::string &out);
    bool takeUnclosed(std::string_view rest);

    const dialect::Dialect &m_dialect;
    dialect::FactReader m_facts;
    bool m_hideUsage;
    dialect::SseReader m_reader{};
    std::shared_ptr<LengthCut> m_cut{}; ///< Null while there is no limit; a copy must have none.
    std::int64_t m_seen = 0;            ///< Events with data.
    bool m_bareError = false;
};

} // namespace exchange
