#include "ui/pages/playground/prompt_card.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QPainter>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/pages/playground/body_text.h"
#include "ui/pages/playground/call_extras.h"
#include "ui/pages/playground/key_picker.h"
#include "ui/pages/playground/turn_list.h"
#include "ui/theme/metrics.h"
#include "ui/theme/tokens.h"
#include "ui/theme/typography.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_area.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSystemHigh = 60;
constexpr int kLeast = 720; ///< The card's height, so that every field has its own; a lower page scrolls.
constexpr int kLeastPage = 160;
constexpr int kJsonView = 1;

/// A box whose long names widen nothing.
QComboBox *makeBox(const char *name, const QString &accessible, QWidget *parent)
{
    auto *out = new QComboBox(parent);
    out->setObjectName(QString::fromLatin1(name));
    out->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    out->setMinimumContentsLength(8);
    out->setAccessibleName(accessible);
    out->view()->setAccessibleName(accessible);
    return out;
}

} // namespace

PromptCard::PromptCard(admin::AdminClient &client, admin::AppClient &apps, QWidget *parent)
    : Card(parent),
      m_dialect(&clientDialects().front()),
      m_dialects(makeBox("playgroundDialect", tr("Dialect"), this)),
      m_view(new SegmentedControl({tr("Form"), tr("JSON")}, this)),
      m_model(makeBox("playgroundModel", tr("Model"), this)),
      m_keys(new KeyPicker(client, apps, this))
{
    setMinimumHeight(kLeast);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 18, 0, 0);
    column->setSpacing(0);
    buildTop(*column);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildForm());
    m_pages->addWidget(buildJson());
    m_pages->setMinimumHeight(kLeastPage);
    column->addWidget(m_pages, 1);
    buildFoot(*column);
    show(PromptForm{.stream = true});
    arrange();
}

void PromptCard::buildTop(QVBoxLayout &column)
{
    for (const ClientDialect &dialect : clientDialects())
        m_dialects->addItem(QString::fromLatin1(dialect.name));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->lineEdit()->setAccessibleName(tr("Model"));
    m_model->setEditText(u"default"_s);
    m_view->setObjectName(u"playgroundView"_s);
    m_view->setAccessibleName(tr("How the request is written"));
    auto *first = new QHBoxLayout;
    first->setSpacing(12);
    first->addWidget(new FormField(tr("Dialect"), m_dialects, {}, this), 1);
    first->addWidget(m_view, 0, Qt::AlignBottom);
    m_modelField = new FormField(tr("Model"), m_model, {}, this);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 14);
    top->setSpacing(12);
    top->addLayout(first);
    top->addWidget(m_keys);
    top->addWidget(m_modelField);
    column.addLayout(top);
    connect(m_dialects, &QComboBox::currentIndexChanged, this, &PromptCard::chooseDialect);
    connect(m_view, &SegmentedControl::chosen, this, [this](int view) { showJson(view == kJsonView); });
    connect(m_model, &QComboBox::activated, this, [this] { m_modelPicked = true; });
    connect(m_model->lineEdit(), &QLineEdit::textEdited, this, [this] { m_modelPicked = true; });
}

QWidget *PromptCard::buildForm()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("The request"));
    scroll->setFocusPolicy(Qt::NoFocus); // its fields scroll it
    scroll->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    m_system = new TextArea(content);
    m_system->setObjectName(u"system"_s);
    m_system->setFixedHeight(kSystemHigh);
    m_system->setPlaceholderText(tr("none"));
    m_systemField = new FormField(tr("System"), m_system, {}, content);
    m_turns = new TurnList(content);
    m_turns->setAccessibleName(tr("Prompt"));
    m_extras = new CallExtras(content);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 14);
    column->setSpacing(12);
    column->addWidget(m_systemField);
    column->addWidget(new FormField(tr("Prompt"), m_turns, {}, content), 1);
    column->addWidget(m_extras);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // which setWidget() has just turned on
    connect(m_extras, &CallExtras::turnWanted, m_turns, &TurnList::addTurn);
    connect(
        m_extras, &CallExtras::brought, scroll, [scroll](QWidget *field) { scroll->ensureWidgetVisible(field, 0, 14); },
        Qt::QueuedConnection); // it has no place before the next layout
    return scroll;
}

QWidget *PromptCard::buildJson()
{
    auto *out = new QWidget(this);
    m_json = new TextArea(out);
    m_json->setObjectName(u"requestJson"_s);
    m_json->setFont(fontFor(TextRole::Code));
    m_json->setAccessibleName(tr("The request as JSON"));
    m_jsonWords = new Label(TextRole::Body, Tone::Error, out);
    m_jsonWords->setObjectName(u"jsonWords"_s);
    m_jsonWords->setWordWrap(true);
    m_jsonWords->hide();
    auto *column = new QVBoxLayout(out);
    column->setContentsMargins(metric::kCardPadding, 0, metric::kCardPadding, 14);
    column->setSpacing(6);
    column->addWidget(m_json, 1);
    column->addWidget(m_jsonWords);
    connect(m_json, &QPlainTextEdit::textChanged, this, &PromptCard::checkJson);
    return out;
}

QWidget *PromptCard::buildSampling()
{
    m_sampling = new QWidget(m_foot);
    m_temperature = new LineEdit(m_sampling);
    m_temperature->setObjectName(u"temperature"_s);
    auto *temperatures = new QDoubleValidator(0, 2, 3, m_temperature);
    temperatures->setLocale(QLocale::c()); // as the request has it
    m_temperature->setValidator(temperatures);
    m_maxTokens = new LineEdit(m_sampling);
    m_maxTokens->setObjectName(u"maxTokens"_s);
    m_maxTokens->setValidator(new QIntValidator(1, 10'000'000, m_maxTokens));
    for (LineEdit *line : {m_temperature, m_maxTokens})
        line->setPlaceholderText(tr("the provider's"));
    auto *row = new QHBoxLayout(m_sampling);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addWidget(new FormField(tr("Temperature"), m_temperature, {}, m_sampling), 1);
    row->addWidget(new FormField(tr("Max tokens"), m_maxTokens, {}, m_sampling), 1);
    return m_sampling;
}

void PromptCard::buildFoot(QVBoxLayout &column)
{
    m_foot = new QWidget(this);
    m_streamRow = new QWidget(m_foot);
    m_stream = new Switch(Switch::Size::Row, m_streamRow);
    m_stream->setObjectName(u"callStream"_s);
    m_stream->setAccessibleName(tr("Stream the answer"));
    auto *words = new Label(TextRole::Body, Tone::Plain, m_streamRow);
    words->setText(tr("Stream the answer"));
    auto *streaming = new QHBoxLayout(m_streamRow);
    streaming->setContentsMargins({});
    streaming->addWidget(words, 1);
    streaming->addWidget(m_stream);
    m_stop = new Button(Button::Kind::Secondary, tr("Stop"), m_foot);
    m_stop->setObjectName(u"stopCall"_s);
    m_stop->setIconName(u"stop"_s);
    m_stop->setToolTip(tr("Stop (Esc)"));
    m_send = new Button(Button::Kind::Primary, tr("Send"), m_foot);
    m_send->setObjectName(u"sendCall"_s);
    m_send->setToolTip(tr("Send (Ctrl+Enter)"));
    for (Button *button : {m_stop, m_send}) {
        button->setButtonSize(Button::Size::Form);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(m_stop, 2);
    buttons->addWidget(m_send, 3);
    auto *rows = new QVBoxLayout(m_foot);
    rows->setContentsMargins(metric::kCardPadding, 14, metric::kCardPadding, metric::kCardPadding);
    rows->setSpacing(12);
    rows->addWidget(buildSampling());
    rows->addWidget(m_streamRow);
    rows->addLayout(buttons);
    column.addWidget(m_foot);
    connect(m_stream, &Switch::asked, m_stream, &Switch::setOn); // nobody else has a say in it
    connect(m_stop, &QAbstractButton::clicked, this, &PromptCard::stopWanted);
    connect(m_send, &QAbstractButton::clicked, this, &PromptCard::sendWanted);
    setRunning(false);
}

bool PromptCard::isJson() const
{
    return m_pages->currentIndex() == kJsonView;
}

PromptForm PromptCard::form() const
{
    PromptForm out = readForm(*m_dialect, m_body); // what is fixed in it
    out.model = m_model->currentText().trimmed();
    if (!out.systemFixed)
        out.system = m_system->toPlainText();
    out.turns = m_turns->turns();
    bool known = false;
    const double temperature = m_temperature->text().toDouble(&known);
    out.temperature = known ? std::optional(temperature) : std::nullopt;
    const qlonglong most = m_maxTokens->text().toLongLong(&known);
    out.maxTokens = known ? std::optional<std::int64_t>(most) : std::nullopt;
    out.tools = m_extras->tools();
    out.schema = m_extras->schema();
    out.stream = m_stream->isOn();
    return out;
}

void PromptCard::show(const PromptForm &form)
{
    m_system->setPlainText(form.system);
    m_systemField->setHint(form.systemFixed ? tr("More than a text: it can be changed as JSON.") : QString());
    m_system->setVisible(!form.systemFixed);
    m_turns->setTurns(form.turns);
    m_temperature->setText(form.temperature ? QLocale::c().toString(*form.temperature) : QString());
    m_maxTokens->setText(form.maxTokens ? QString::number(*form.maxTokens) : QString());
    m_extras->setTools(form.tools);
    m_extras->setSchema(form.schema);
    m_stream->setOn(form.stream);
    if (!form.model.isEmpty())
        m_model->setEditText(form.model);
}

void PromptCard::arrange()
{
    const bool json = isJson();
    const bool inPath = m_dialect->modelInPath();
    m_modelField->setVisible(!json || inPath);
    m_systemField->setVisible(m_dialect->knows(ClientDialect::System));
    m_sampling->setVisible(!json && m_dialect->knows(ClientDialect::Sampling));
    m_streamRow->setVisible((!json || inPath) && m_dialect->knows(ClientDialect::Stream));
    m_extras->setDialect(*m_dialect);
    update();
}

/// The request goes over into the other dialect, as far as the form knows it.
void PromptCard::chooseDialect(int index)
{
    const ClientDialect &next = clientDialects()[static_cast<std::size_t>(index)];
    const bool json = isJson();
    if (&next == m_dialect)
        return;
    if (json && takeJson())
        show(readForm(*m_dialect, m_body));
    PromptForm over = carriedOver(form(), *m_dialect, next);
    m_dialect = &next;
    m_body = nullptr;
    show(over);
    arrange();
    if (json && takeForm())
        m_json->setPlainText(bodyText(m_body));
}

bool PromptCard::takeForm()
{
    auto body = writeForm(*m_dialect, form(), m_body);
    m_extras->setError(body ? std::string_view() : std::string_view(body.error().param),
                       body ? QString() : QString::fromStdString(body.error().detail));
    if (body)
        m_body = std::move(*body);
    return body.has_value();
}

bool PromptCard::takeJson()
{
    auto body = parseBody(m_json->toPlainText());
    m_jsonWords->setText(body ? QString() : QString::fromStdString(body.error().detail));
    m_jsonWords->setVisible(!body);
    if (body)
        m_body = std::move(*body);
    return body.has_value();
}

/// Only what was wrong is looked at again while one types: half a request is no mistake yet.
void PromptCard::checkJson()
{
    if (!m_jsonWords->isHidden())
        takeJson();
}

void PromptCard::showJson(bool json)
{
    if (json == isJson())
        return;
    const bool taken = json ? takeForm() : takeJson();
    m_view->setCurrent(taken == json ? kJsonView : 0);
    if (!taken)
        return;
    if (json)
        m_json->setPlainText(bodyText(m_body));
    else
        show(readForm(*m_dialect, m_body));
    m_pages->setCurrentIndex(json ? kJsonView : 0);
    arrange();
}

std::optional<DraftCall> PromptCard::draft()
{
    const bool json = isJson();
    const bool streamed = m_stream->isOn();
    if (!(json ? takeJson() : takeForm()))
        return std::nullopt;
    const PromptForm now = readForm(*m_dialect, m_body);
    const bool inPath = m_dialect->modelInPath();
    return DraftCall{.dialect = m_dialect,
                     .model = inPath ? m_model->currentText().trimmed() : now.model,
                     .stream = inPath ? streamed : now.stream,
                     .body = json ? m_json->toPlainText().toStdString() : base::dump(m_body),
                     .session = m_extras->session(),
                     .requestClass = m_extras->requestClass()};
}

void PromptCard::load(const DraftCall &call)
{
    const QSignalBlocker quiet(m_dialects);
    m_dialect = call.dialect;
    m_dialects->setCurrentIndex(static_cast<int>(m_dialect - clientDialects().data()));
    m_modelPicked = !call.model.isEmpty();
    m_model->setEditText(call.model);
    m_extras->setHeaders(call.session, call.requestClass);
    const QString text = QString::fromStdString(call.body);
    const auto body = parseBody(text);
    m_json->setPlainText(body ? bodyText(*body) : text);
    if (takeJson()) {
        show(readForm(*m_dialect, m_body));
        m_stream->setOn(call.stream);
    }
    m_pages->setCurrentIndex(body ? 0 : kJsonView);
    m_view->setCurrent(m_pages->currentIndex());
    arrange();
}

void PromptCard::clear()
{
    load({.dialect = m_dialect, .model = m_model->currentText(), .body = "{}"});
    m_modelPicked = false;
}

void PromptCard::setModels(const QStringList &names)
{
    const QString before = m_model->currentText();
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    m_model->addItems(names);
    m_model->setEditText(m_modelPicked || names.isEmpty() || names.contains(before) ? before : names.front());
}

void PromptCard::setRunning(bool running)
{
    m_stop->setEnabled(running);
    m_send->setEnabled(!running);
}

void PromptCard::focusPrompt()
{
    if (!isJson())
        m_turns->focusPrompt();
}

void PromptCard::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    QPainter painter(this);
    painter.fillRect(QRect(1, m_foot->y(), width() - 2, 1), color(Token::RowLine, palette()));
}

} // namespace ui
