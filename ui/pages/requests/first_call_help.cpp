#include "ui/pages/requests/first_call_help.h"

#include <QVBoxLayout>

#include "ui/widgets/code_block.h"
#include "ui/widgets/empty_state.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString curlLine(const QString &endpoint)
{
    return u"curl %1/v1/chat/completions \\\n"
           "  -H \"Authorization: Bearer YOUR_KEY\" \\\n"
           "  -H \"Content-Type: application/json\" \\\n"
           "  -d '{\"model\":\"sandbox\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'"_s.arg(
               endpoint.isEmpty() ? u"http://127.0.0.1:4141"_s : endpoint);
}

} // namespace

FirstCallHelp::FirstCallHelp(admin::AdminClient &client, QWidget *parent) : QWidget(parent), m_client(client)
{
    auto *help = new EmptyState(tr("No calls yet"),
                                tr("Each call appears here as it ends, with its tokens, cost and time. "
                                   "Try the sandbox: it costs nothing."),
                                this);
    help->setObjectName(u"firstCallHelp"_s);
    help->addStep(tr("Make a key"), u"switchyard key create --name me"_s, tr("Copy the command that makes a key"));
    m_curl = help->addStep(tr("Send a call with it"), curlLine({}), tr("Copy the curl command"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(help);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &FirstCallHelp::refresh);
    refresh();
}

void FirstCallHelp::refresh()
{
    m_curl->setCode(curlLine(m_client.endpoint()));
}

} // namespace ui
