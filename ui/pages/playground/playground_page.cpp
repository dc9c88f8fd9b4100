#include "ui/pages/playground/playground_page.h"

#include <chrono>

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

#include "ui/pages/connect/target_card.h"
#include "ui/pages/playground/answer_card.h"
#include "ui/pages/playground/curl_text.h"
#include "ui/pages/playground/key_picker.h"
#include "ui/pages/playground/model_names.h"
#include "ui/pages/playground/prompt_card.h"
#include "ui/pages/playground/try_run.h"
#include "ui/parts/apps_of.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/page_scroll.h"
#include "ui/widgets/poller.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

constexpr int kFormWidth = 438;
constexpr int kStackedBelow = 940; ///< A narrower page has its two cards one below the other.

} // namespace

PlaygroundPage::PlaygroundPage(admin::AdminClient &client, QWidget *parent)
    : Page(tr("Playground"), parent),
      m_client(client),
      m_run(new TryRun(client, appsOf(client), this)),
      m_names(new ModelNames(appsOf(client), this))
{
    build();
    addCommands();
    connectParts();
    followEndpoint();
    followRun();
    new Poller(*this, 5s, [this] { refresh(); });
}

PlaygroundPage::~PlaygroundPage()
{
    delete m_history; // it lies over the window, which may stay
}

void PlaygroundPage::build()
{
    auto *scroll = new PageScroll(*this, *body());
    m_prompt = new PromptCard(m_client, appsOf(m_client), &scroll->canvas());
    m_answer = new AnswerCard(&scroll->canvas());
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(metric::kCardGap);
    m_columns->addWidget(m_prompt);
    m_columns->addWidget(m_answer, 1);
    scroll->column()->addLayout(m_columns, 1);
    auto *history = new Button(Button::Kind::Outlined, tr("History"), this);
    history->setObjectName(u"openHistory"_s);
    history->setIconName(u"clock"_s);
    auto *curl = new Button(Button::Kind::Outlined, tr("Copy as curl"), this);
    curl->setObjectName(u"copyCurl"_s);
    curl->setIconName(u"copy"_s);
    addHeaderButton(history);
    addHeaderButton(curl);
    connect(history, &QAbstractButton::clicked, this, &PlaygroundPage::openHistory);
    connect(curl, &QAbstractButton::clicked, this, [this] { copyCurl(m_prompt->draft()); });
}

void PlaygroundPage::addCommands()
{
    addPageAction(u"playground.send"_s, tr("Send the call"), u"play"_s, QKeySequence(u"Ctrl+Return"_s),
                  [this] { send(); });
    m_stopAction =
        addPageAction(u"playground.stop"_s, tr("Stop the call"), u"stop"_s, QKeySequence(u"Esc"_s), [this] { stop(); });
    addPageAction(u"playground.new"_s, tr("Start a new call"), u"plus"_s, QKeySequence(u"Ctrl+N"_s),
                  [this] { startAnew(); });
    addPageAction(u"playground.history"_s, tr("Calls made before"), u"clock"_s, QKeySequence(u"Ctrl+H"_s),
                  [this] { openHistory(); });
    addPageAction(u"playground.curl"_s, tr("Copy the call as curl"), u"copy"_s, {},
                  [this] { copyCurl(m_prompt->draft()); });
    addPageAction(u"playground.json"_s, tr("Write the request as JSON"), u"braces"_s, {},
                  [this] { m_prompt->showJson(true); });
}

void PlaygroundPage::connectParts()
{
    connect(m_prompt, &PromptCard::sendWanted, this, &PlaygroundPage::send);
    connect(m_prompt, &PromptCard::stopWanted, this, &PlaygroundPage::stop);
    connect(&m_prompt->keys(), &KeyPicker::chosen, this, &PlaygroundPage::followKey);
    connect(&m_prompt->keys(), &KeyPicker::failed, this, [this](base::ErrorCode code) { showTrouble(code); });
    connect(&m_prompt->keys(), &KeyPicker::answered, this, [this] { clearTrouble(); });
    connect(m_run, &TryRun::changed, this, &PlaygroundPage::followRun);
    connect(m_run, &TryRun::ended, this, &PlaygroundPage::keep);
    connect(m_names, &ModelNames::known, m_prompt, &PromptCard::setModels);
    connect(&m_client, &admin::AdminClient::endpointChanged, this, &PlaygroundPage::followEndpoint);
}

void PlaygroundPage::refresh()
{
    m_prompt->keys().refresh();
    if (m_prompt->keys().keyId().isEmpty())
        askModels();
}

void PlaygroundPage::showItem(const QString &item)
{
    m_prompt->keys().choose(item);
    m_prompt->keys().refresh();
}

void PlaygroundPage::send()
{
    if (m_run->state().isRunning())
        return;
    const auto call = m_prompt->draft();
    if (!call)
        return;
    const QString key = m_prompt->keys().keyId();
    if (key.isEmpty())
        return m_prompt->keys().askForKey();
    const auto started = m_run->start({.path = call->dialect->pathFor(call->model, call->stream),
                                       .headers = headersOf(*call),
                                       .body = call->body,
                                       .dialect = call->dialect->wire,
                                       .keyPlace = call->dialect->keyPlace,
                                       .keyId = key.toStdString()});
    if (!started) // nothing listens: the notice says so
        return Toast::of(*this).say(tr("The call could not be made."));
    m_sent = *call;
    m_sentKey = key;
}

void PlaygroundPage::stop()
{
    m_run->stop();
}

void PlaygroundPage::startAnew()
{
    m_run->forget();
    m_prompt->clear();
    m_answer->showTab(AnswerCard::Tab::Answer);
    m_prompt->focusPrompt();
}

/// So that it can be made again. One that cannot be kept is not worth a word.
void PlaygroundPage::keep()
{
    const TryState &state = m_run->state();
    m_client.call(
        {.operation = "playground.tries.keep", .body = tryJson(m_sent, m_sentKey, state.status, state.requestId)}, this,
        [](const base::Result<base::Json> &) {});
}

void PlaygroundPage::openHistory()
{
    delete m_history;
    m_history = new HistorySheet(m_client, *window());
    connect(m_history, &HistorySheet::openWanted, this, &PlaygroundPage::load);
    connect(m_history, &HistorySheet::sendWanted, this, [this](const PastTry &past) {
        load(past);
        send();
    });
    connect(m_history, &HistorySheet::copyWanted, this, [this](const PastTry &past) { copyCurl(past.call); });
    m_history->open();
}

void PlaygroundPage::load(const PastTry &past)
{
    m_run->stop();
    m_prompt->load(past.call);
    m_prompt->keys().choose(past.keyId);
    m_prompt->focusPrompt();
}

void PlaygroundPage::copyCurl(const std::optional<DraftCall> &call)
{
    if (!call)
        return;
    const QString endpoint = m_client.endpoint();
    QGuiApplication::clipboard()->setText(curlText(*call, endpoint.isEmpty() ? u"http://127.0.0.1:4141"_s : endpoint));
    Toast::of(*this).say(tr("Copied. The key stands in it as $SWITCHYARD_API_KEY."));
}

void PlaygroundPage::followRun()
{
    const bool running = m_run->state().isRunning();
    m_prompt->setRunning(running);
    m_stopAction->setEnabled(running);
    m_answer->follow(m_run->state());
}

void PlaygroundPage::followKey()
{
    const QString key = m_prompt->keys().keyId();
    if (key.isEmpty() || key == m_modelsOf)
        return;
    m_modelsOf = key;
    m_names->ask(key);
}

/// While no key is known that could ask for itself.
void PlaygroundPage::askModels()
{
    m_client.call({.operation = "providers.list", .query = {{"limit", "1000"}}}, this,
                  [this](const base::Result<base::Json> &answer) {
                      if (answer && m_modelsOf.isEmpty())
                          m_prompt->setModels(parseOfferedModels(*answer).names);
                  });
}

void PlaygroundPage::followEndpoint()
{
    setNotice(m_client.endpoint().isEmpty()
                  ? tr("The gateway does not listen, so no call can be made. Overview says why.")
                  : QString());
    m_modelsOf.clear();
    followKey();
}

/// Escape stops a call, and takes the answer of one that is over away.
void PlaygroundPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape)
        return Page::keyPressEvent(event);
    if (m_run->state().isRunning())
        stop();
    else
        m_run->forget();
}

void PlaygroundPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool stacked = width() < kStackedBelow;
    m_columns->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_prompt->setMinimumWidth(stacked ? 0 : kFormWidth);
    m_prompt->setMaximumWidth(stacked ? QWIDGETSIZE_MAX : kFormWidth);
}

} // namespace ui
