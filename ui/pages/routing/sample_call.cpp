#include "ui/pages/routing/sample_call.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/text_area.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr int kPromptHigh = 132;
constexpr int kHeadersHigh = 64;

/// Whether a condition of that kind is anywhere in `when`.
bool looksAt(const Json &when, std::string_view condition)
{
    if (!when.is_object() && !when.is_array())
        return false;
    if (when.is_object() && when.contains(condition))
        return true;
    return std::ranges::any_of(when, [&](const Json &member) { return looksAt(member, condition); });
}

struct HeaderLine {
    QString name{};
    QString value{};
};

/// Nothing where a line is no header.
std::optional<HeaderLine> parseHeader(const QString &line)
{
    const qsizetype colon = line.indexOf(u':');
    const QString name = line.left(colon).trimmed();
    if (colon < 0 || name.isEmpty())
        return std::nullopt;
    return HeaderLine{name, line.mid(colon + 1).trimmed()};
}

} // namespace

SampleCall::SampleCall(const RouteNames &names, QWidget *parent)
    : QWidget(parent),
      m_prompt(new TextArea(this)),
      m_model(addLine("sampleModel", names.of(NameSource::Models))),
      m_key(new QComboBox(this))
{
    m_prompt->setObjectName(u"samplePrompt"_s);
    m_prompt->setFixedHeight(kPromptHigh);
    m_prompt->setPlaceholderText(tr("What somebody asks"));
    m_model->setPlaceholderText(u"default"_s);
    buildKeys(names.clientKeys);
    buildHeaders();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(new FormField(tr("Prompt"), m_prompt, {}, this));
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new FormField(tr("Model"), m_model, {}, this), 1);
    row->addWidget(new FormField(tr("Client key"), m_key, {}, this), 1);
    column->addLayout(row);
    column->addWidget(buildOptions());
    column->addWidget(buildOrigin());
    column->addWidget(m_headersField);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &SampleCall::edited);
}

LineEdit *SampleCall::addLine(const char *name, const QStringList &offered)
{
    auto *out = new LineEdit(this);
    out->setObjectName(QString::fromLatin1(name));
    auto *completer = new QCompleter(offered, out);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->popup()->setAccessibleName(tr("Suggestions"));
    out->setCompleter(completer);
    connect(out, &QLineEdit::textChanged, this, &SampleCall::edited);
    return out;
}

QWidget *SampleCall::buildOptions()
{
    auto *out = new QWidget(this);
    auto *flow = new FlowLayout(12, out);
    const std::pair<const char *, QString> options[] = {{"stream", tr("Streaming")},
                                                        {"tools", tr("Tools")},
                                                        {"images", tr("Images")},
                                                        {"schema", tr("A schema")},
                                                        {"thinking", tr("Thinking")}};
    for (const auto &[name, title] : options) {
        auto *box = new QCheckBox(title, out);
        flow->addWidget(box);
        m_options.emplace_back(name, box);
        connect(box, &QCheckBox::toggled, this, &SampleCall::edited);
    }
    return out;
}

QWidget *SampleCall::buildOrigin()
{
    auto *out = new QWidget(this);
    m_class = addLine("sampleClass", {u"main"_s, u"subagent"_s, u"workflow"_s, u"compaction"_s, u"auxiliary"_s});
    m_class->setPlaceholderText(tr("none"));
    m_dialect = addLine("sampleDialect", {});
    m_dialect->setPlaceholderText(u"openai"_s);
    m_classField = new FormField(tr("Request class"), m_class, {}, out);
    m_dialectField = new FormField(tr("Dialect"), m_dialect, {}, out);
    m_application = addLine("sampleApplication", {});
    m_application->setPlaceholderText(tr("none"));
    m_applicationField = new FormField(tr("Application"), m_application, {}, out);
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(12);
    row->addWidget(m_classField, 1);
    row->addWidget(m_dialectField, 1);
    row->addWidget(m_applicationField, 1);
    return out;
}

void SampleCall::buildHeaders()
{
    m_headers = new TextArea(this);
    m_headers->setObjectName(u"sampleHeaders"_s);
    m_headers->setFixedHeight(kHeadersHigh);
    m_headers->setPlaceholderText(u"x-team: blue"_s);
    m_headersField = new FormField(tr("Headers"), m_headers, {}, this);
    connect(m_headers, &QPlainTextEdit::textChanged, this, [this] {
        const QStringList lines = m_headers->toPlainText().split(u'\n');
        const bool fine = std::ranges::all_of(
            lines, [](const QString &line) { return line.trimmed().isEmpty() || parseHeader(line).has_value(); });
        m_headersField->setError(fine ? QString() : tr("Each line is a name, a colon and a value."));
        Q_EMIT edited();
    });
}

void SampleCall::buildKeys(const QStringList &keys)
{
    m_key->setObjectName(u"sampleKey"_s);
    m_key->view()->setAccessibleName(tr("Client key"));
    m_key->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a long name widens nothing
    m_key->setMinimumContentsLength(8);
    m_key->addItem(tr("none"));
    for (const QString &key : keys)
        m_key->addItem(key, key);
    connect(m_key, &QComboBox::currentIndexChanged, this, &SampleCall::edited);
}

void SampleCall::offerFor(const Json &when)
{
    const bool features = looksAt(when, "has");
    bool anyOption = false;
    for (const auto &[name, box] : m_options) {
        box->setVisible(std::string_view(name) == "stream" ? looksAt(when, "stream") : features);
        anyOption = anyOption || !box->isHidden();
    }
    m_options.front().second->parentWidget()->setVisible(anyOption);
    m_classField->setVisible(looksAt(when, "request_class"));
    m_dialectField->setVisible(looksAt(when, "dialect"));
    m_applicationField->setVisible(looksAt(when, "application"));
    m_classField->parentWidget()->setVisible(!m_classField->isHidden() || !m_dialectField->isHidden()
                                             || !m_applicationField->isHidden());
    m_headersField->setVisible(looksAt(when, "header"));
}

Json SampleCall::headers() const
{
    Json out = Json::object();
    for (const QString &line : m_headers->toPlainText().split(u'\n'))
        if (const auto header = parseHeader(line))
            out[header->name.toStdString()] = header->value.toStdString();
    return out;
}

Json SampleCall::body() const
{
    const std::string model = m_model->text().trimmed().toStdString();
    Json request = {{"model", model.empty() ? "default" : model}, {"prompt", m_prompt->toPlainText().toStdString()}};
    for (const auto &[name, box] : m_options)
        if (box->isChecked() && !box->isHidden())
            request[name] = true;
    Json out = {{"request", std::move(request)}};
    if (const QString key = m_key->currentData().toString(); !key.isEmpty())
        out["key"] = key.toStdString();
    const auto give = [&out](const char *name, const LineEdit &line, const FormField &field) {
        if (const QString text = line.text().trimmed(); !text.isEmpty() && !field.isHidden())
            out[name] = text.toStdString();
    };
    give("request_class", *m_class, *m_classField);
    give("dialect", *m_dialect, *m_dialectField);
    give("application", *m_application, *m_applicationField);
    if (Json given = headers(); !given.empty() && !m_headersField->isHidden())
        out["headers"] = std::move(given);
    return out;
}

} // namespace ui
