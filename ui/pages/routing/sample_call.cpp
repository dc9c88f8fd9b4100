#include "ui/pages/routing/sample_call.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QCompleter>
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
/// The smallest thing that is an image; nobody looks at it.
constexpr auto kNoImage = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";

} // namespace

SampleCall::SampleCall(Fields fields, const RouteNames &names, QWidget *parent)
    : QWidget(parent),
      m_prompt(new TextArea(this)),
      m_model(new LineEdit(this)),
      m_stream(new QCheckBox(tr("Streaming"), this)),
      m_tools(new QCheckBox(tr("Tools"), this)),
      m_images(new QCheckBox(tr("Images"), this)),
      m_schema(new QCheckBox(tr("A schema"), this)),
      m_thinking(new QCheckBox(tr("Thinking"), this))
{
    m_prompt->setObjectName(u"samplePrompt"_s);
    m_prompt->setFixedHeight(kPromptHigh);
    m_prompt->setPlaceholderText(tr("What somebody asks"));
    m_model->setObjectName(u"sampleModel"_s);
    m_model->setPlaceholderText(u"default"_s);
    auto *completer = new QCompleter(names.of(NameSource::Models), m_model);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->popup()->setAccessibleName(tr("Model"));
    m_model->setCompleter(completer);
    auto *options = new QWidget(this);
    auto *flow = new FlowLayout(12, options);
    for (QCheckBox *box : {m_stream, m_tools, m_images, m_schema, m_thinking}) {
        flow->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &SampleCall::edited);
    }
    options->setVisible(fields == Fields::All);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(new FormField(tr("Prompt"), m_prompt, {}, this));
    column->addWidget(new FormField(tr("Model"), m_model, {}, this));
    column->addWidget(options);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &SampleCall::edited);
    connect(m_model, &QLineEdit::textChanged, this, &SampleCall::edited);
}

Json SampleCall::content() const
{
    const std::string text = m_prompt->toPlainText().toStdString();
    if (!m_images->isChecked())
        return text;
    return Json::array(
        {{{"type", "text"}, {"text", text}}, {{"type", "image_url"}, {"image_url", {{"url", kNoImage}}}}});
}

Json SampleCall::request() const
{
    const std::string model = m_model->text().trimmed().toStdString();
    Json out = {{"model", model.empty() ? "default" : model},
                {"messages", Json::array({{{"role", "user"}, {"content", content()}}})}};
    if (m_stream->isChecked())
        out["stream"] = true;
    if (m_tools->isChecked())
        out["tools"] = Json::array({{{"type", "function"}, {"function", {{"name", "sample"}}}}});
    if (m_schema->isChecked())
        out["response_format"] = {{"type", "json_schema"},
                                  {"json_schema", {{"name", "sample"}, {"schema", {{"type", "object"}}}}}};
    if (m_thinking->isChecked())
        out["reasoning_effort"] = "high";
    return out;
}

} // namespace ui
