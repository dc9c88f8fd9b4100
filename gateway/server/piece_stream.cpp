#include "server/piece_stream.h"

#include "server/admin_route.h"

namespace server {
namespace {

constexpr std::size_t kMostPending = 256 * 1024;

} // namespace

void PieceStream::start()
{
    m_client->setEvents(this);
    ask();
}

void PieceStream::ask()
{
    m_service.call(m_request, [self = shared_from_this()](base::Result<admin::Answer> answer) {
        base::Reactor &reactor = self->m_reactor;
        reactor.post([self, answer = std::move(answer)] { self->take(answer); });
    });
}

void PieceStream::take(const base::Result<admin::Answer> &answer)
{
    if (m_client->gone())
        return m_client->setEvents(nullptr);
    if (!answer)
        return fail(answer.error());
    const base::Json &piece = answer->body;
    if (!m_begun)
        begin(piece);
    const base::Json &next = base::at(piece, "next");
    if (next.is_null()) {
        m_client->setEvents(nullptr);
        return m_client->finish(base::textOr(base::at(piece, "text")));
    }
    m_request.query["after"] = base::textOr(next);
    m_client->write(base::textOr(base::at(piece, "text")));
    if (m_client->pending() > kMostPending)
        m_waiting = shared_from_this();
    else
        ask();
}

void PieceStream::begin(const base::Json &piece)
{
    m_begun = true;
    const std::string type = base::textOr(base::at(piece, "type"));
    const std::string headers = "cache-control: no-store\r\ncontent-disposition: attachment; filename=\""
                                + base::textOr(base::at(piece, "file")) + "\"\r\n";
    m_client->begin({200, type, headers});
}

/// After the beginning an error can only be told by a cut.
void PieceStream::fail(const base::Error &error)
{
    m_client->setEvents(nullptr);
    if (m_begun)
        m_client->abort();
    else
        answerAdminError(*m_client, error, m_requestId);
}

void PieceStream::onDrained()
{
    if (const auto self = std::exchange(m_waiting, nullptr))
        ask();
}

void PieceStream::onGone()
{
    m_waiting.reset();
}

} // namespace server
