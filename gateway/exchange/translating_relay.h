#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "dialect/frame_reader.h"
#include "exchange/length_cut.h"
#include "exchange/relay.h"
#include "exchange/thoughts.h"

namespace exchange {

/// Relays a stream to a client of another dialect: read into events, written anew.
class TranslatingRelay final : public Relay {
public:
    /// `provider.call` and `client.serve` must be there.
    TranslatingRelay(const dialect::Dialect &provider, const dialect::Dialect &client,
                     const dialect::AnswerFor &answer);

    base::Result<std::size_t> take(std::string_view unread, std::string &out) override;
    bool finish(std::string_view rest, bool messageWhole) override;
    bool showsErrors() const override { return false; }
    void endShort(const model::Usage &usage) override;
    model::ChatAnswer thoughts() override { return m_thoughts.answer(); }
    std::int64_t nextNumber() const override { return m_writer->nextNumber(); }

private:
    base::Result<> onFrame(std::string_view type, std::string_view data, std::string &out);
    void pass(std::string &out);

    std::unique_ptr<dialect::StreamReader> m_reader;
    std::unique_ptr<dialect::StreamWriter> m_writer;
    dialect::FrameReader m_frames;
    dialect::Framing m_framing;
    model::ChatEvents m_events{};
    OpenParts m_open{};
    ThoughtGatherer m_thoughts{};
};

} // namespace exchange
