#pragma once

#include <cstdint>

#include <QWidget>

#include "base/json.h"
#include "ui/pages/routing/route_names.h"

class QCheckBox;
class QComboBox;

namespace ui {

class LineEdit;
class TextArea;

/// A call that is only thought about: what somebody asks, of which model, with what.
class SampleCall final : public QWidget {
    Q_OBJECT
public:
    enum class Fields : std::uint8_t { Few, All };
    SampleCall(Fields fields, const RouteNames &names, QWidget *parent = nullptr);

    /// As `router.simulate` takes it.
    base::Json body() const;

Q_SIGNALS:
    void edited();

private:
    void buildKeys(const QStringList &keys);
    TextArea *m_prompt;
    LineEdit *m_model;
    QComboBox *m_key;
    QCheckBox *m_stream;
    QCheckBox *m_tools;
    QCheckBox *m_images;
    QCheckBox *m_schema;
    QCheckBox *m_thinking;
};

} // namespace ui
