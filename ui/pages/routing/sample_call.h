#pragma once

#include <utility>
#include <vector>

#include <QWidget>

#include "base/json.h"
#include "ui/pages/routing/route_names.h"

class QCheckBox;
class QComboBox;

namespace ui {

class FormField;
class LineEdit;
class TextArea;

/// A call that is only thought about: what somebody asks, of which model, with what.
class SampleCall final : public QWidget {
    Q_OBJECT
public:
    explicit SampleCall(const RouteNames &names, QWidget *parent = nullptr);

    /// Offers only what the conditions of `when` look at, besides the prompt, the model and the key.
    void offerFor(const base::Json &when);

    /// As `router.simulate` takes it: what is offered and given.
    base::Json body() const;

Q_SIGNALS:
    void edited();

private:
    void buildKeys(const QStringList &keys);
    QWidget *buildOptions();
    QWidget *buildOrigin();
    void buildHeaders();
    LineEdit *addLine(const char *name, const QStringList &offered);
    base::Json headers() const;
    TextArea *m_prompt;
    LineEdit *m_model;
    QComboBox *m_key;
    std::vector<std::pair<const char *, QCheckBox *>> m_options{}; ///< By the name of the fact.
    LineEdit *m_class = nullptr;
    LineEdit *m_dialect = nullptr;
    LineEdit *m_application = nullptr;
    FormField *m_classField = nullptr;
    FormField *m_dialectField = nullptr;
    FormField *m_applicationField = nullptr;
    TextArea *m_headers = nullptr;
    FormField *m_headersField = nullptr;
};

} // namespace ui
