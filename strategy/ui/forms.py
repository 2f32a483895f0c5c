"""The renderer of forms: Jinja2 first, Django's engine where a template exists only there."""

from django.forms.renderers import DjangoTemplates, Jinja2
from django.template import TemplateDoesNotExist
from django.utils.functional import cached_property


class Renderer(Jinja2):
    """Falls back for widgets such as the admin's, which have no Jinja2 template."""

    @cached_property
    def fallback(self) -> DjangoTemplates:
        """Return the renderer that knows the templates of the admin."""
        return DjangoTemplates()

    def get_template(self, template_name):
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self.fallback.get_template(template_name)
