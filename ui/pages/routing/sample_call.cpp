#include "ui/pages/routing/sample_call.h"

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

} // namespace

SampleCall::SampleCall(Fields fields, const RouteNames &names, QWidget *parent)
    : QWidget(parent),
      m_prompt(new TextArea(this)),
      m_model(new LineEdit(this)),
      m_key(new QComboBox(this)),
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
    buildKeys(names.clientKeys);
    auto *options = new QWidget(this);
    auto *flow = new FlowLayout(12, options);
    for (QCheckBox *box : {m_stream, m_tools, m_images, m_schema, m_thinking}) {
        flow->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &SampleCall::edited);
    }
    options->setVisible(fields == Fields::All);
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
    column->addWidget(options);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &SampleCall::edited);
    connect(m_model, &QLineEdit::textChanged, this, &SampleCall::edited);
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

Json SampleCall::body() const
{
    const std::string model = m_model->text().trimmed().toStdString();
    Json request = {{"model", model.empty() ? "default" : model}, {"prompt", m_prompt->toPlainText().toStdString()}};
    const std::pair<const char *, const QCheckBox *> options[] = {
        {"stream", m_stream}, {"tools", m_tools}, {"images", m_images}, {"schema", m_schema}, {"thinking", m_thinking}};
    for (const auto &[name, box] : options)
        if (box->isChecked())
            request[name] = true;
    Json out = {{"request", std::move(request)}};
    if (const QString key = m_key->currentData().toString(); !key.isEmpty())
        out["key"] = key.toStdString();
    return out;
}

} // namespace ui
